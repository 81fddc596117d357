using System.Text;

namespace Compose.Net.Benchmarks;

/// <summary>Compose files as people write them, some eighteen lines a service: variables, ports, volumes, networks, health checks, labels.</summary>
internal static class LargeFile
{
    private const int Independent = 10;

    public static string Yaml(int services)
    {
        var yaml = new StringBuilder("name: bench\nservices:\n");
        for (int i = 0; i < services; i++)
        {
            yaml.Append($"""
                  s{i}:
                    image: registry.example.com/team/service-{i}:1.{i % 10}
                    environment:
                      NUMBER: "{i}"
                      LOG_LEVEL: ${"{LOG_LEVEL:-info}"}
                    ports:
                      - "{1024 + (i % 60_000)}:8080"
                    volumes:
                      - data{i % 10}:/var/lib/service
                    networks:
                      - n{i % 6}
                    healthcheck:
                      test: ["CMD", "wget", "-q", "http://localhost:8080/"]
                      interval: 30s
                    labels:
                      com.example.owner: team-{i % 7}

                """.Replace("\r", "", StringComparison.Ordinal));
            if (i >= Independent)
            {
                yaml.Append($"    depends_on:\n      - s{i - Independent}\n");
            }
        }

        yaml.Append("networks:\n").AppendJoin("", Enumerable.Range(0, 6).Select(i => $"  n{i}: {{}}\n"));
        yaml.Append("volumes:\n").AppendJoin("", Enumerable.Range(0, 10).Select(i => $"  data{i}: {{}}\n"));
        return yaml.ToString();
    }
}
