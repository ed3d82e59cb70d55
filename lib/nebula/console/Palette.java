package nebula.console;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nebula.model.Service;

/// Gives each service a colour that stays for the run.
final class Palette {
  private final Map<String, Role> roles = new HashMap<>();

  void services(List<Service> services) {
    services.forEach(service -> roleOf(service.name()));
  }

  Role roleOf(String service) {
    Role known = roles.get(service);
    if (known != null) {
      return known;
    }
    Role next = Role.ofService(roles.size());
    roles.put(service, next);
    return next;
  }
}
