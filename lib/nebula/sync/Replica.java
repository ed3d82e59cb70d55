package nebula.sync;

import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import nebula.model.Cause;

/// A container that is kept up to date, and what is known of its files.
final class Replica {
  /// Lines of a note; a hundred bytes each, of the megabyte that an answer may have.
  static final int LONG_NOTE = 3_000;

  private final Container container;
  private final Set<Integer> owed = new TreeSet<>();
  private String life = "";
  private SortedMap<String, SourceFile> has;
  private Optional<String> refusal = Optional.empty();
  private Optional<Cause> failure = Optional.empty();
  private int noteLines;
  private boolean upToDate;

  Replica(Container container) {
    this.container = container;
  }

  Container container() {
    return container;
  }

  /// What is known of it is this from now on.
  void begins(ContainerNote note) {
    life = note.life();
    has = note.files();
    owed.clear();
    owed.addAll(note.owed());
  }

  /// As it told itself with its note.
  String life() {
    return life;
  }

  /// @return null until its note was read
  SortedMap<String, SourceFile> has() {
    return has;
  }

  void has(SortedMap<String, SourceFile> files) {
    has = files;
  }

  /// Lines were added to its note.
  void noted(int lines, boolean whole) {
    noteLines = whole ? lines : noteLines + lines;
  }

  boolean hasLongNote() {
    return noteLines >= LONG_NOTE;
  }

  /// Numbers of the rules whose commands or restart are still to come.
  Set<Integer> owed() {
    return owed;
  }

  /// Why it does not take its files.
  Optional<String> refusal() {
    return refusal;
  }

  void refuse(String why) {
    refusal = Optional.of(why);
  }

  /// Why a command after its files failed: the files are there, their effect is not.
  Optional<Cause> failure() {
    return failure;
  }

  void fail(Cause cause) {
    failure = Optional.of(cause);
  }

  /// Before the next try.
  void forgive() {
    refusal = Optional.empty();
    failure = Optional.empty();
  }

  /// Whether it has had the newest files once in this life.
  boolean wasUpToDate() {
    return upToDate;
  }

  void upToDate() {
    upToDate = true;
  }
}
