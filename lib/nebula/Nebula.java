//JAVA 25+
//DEPS io.fabric8:kubernetes-client:8.0.0
//DEPS io.fabric8:kubernetes-httpclient-jdk:8.0.0
//DEPS info.picocli:picocli:4.7.7
//DEPS org.yaml:snakeyaml:2.7
//DEPS org.zeroturnaround:zt-exec:1.13.0
//DEPS org.slf4j:slf4j-nop:2.0.17
//DEPS org.jline:jline:4.5.0
//DEPS org.apache.httpcomponents.core5:httpcore5-h2:5.3.4
//RUNTIME_OPTIONS -XX:+UseSerialGC -XX:TieredStopAtLevel=1
package nebula;
