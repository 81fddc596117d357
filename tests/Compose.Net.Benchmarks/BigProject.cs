using System.Text;

namespace Compose.Net.Benchmarks;

/// <summary>Compose files of any size: each service is on two networks, and all but the first ten depend on an earlier one.</summary>
internal static class BigProject
{
    /// <summary>How many services depend on none; each further one depends on that so many places before it.</summary>
    public const int Independent = 10;

    public static string Yaml(int services, int networks)
    {
        var yaml = new StringBuilder("name: bench\nservices:\n");
        for (int i = 0; i < services; i++)
        {
            yaml.Append($"""
                  s{i}:
                    image: busybox
                    command: ["sh", "-c", "trap 'exit 0' TERM; sleep 100000 & wait"]
                    environment:
                      NUMBER: "{i}"
                    networks:
                      - n{i % networks}
                      - n{(i + 1) % networks}

                """.Replace("\r", "", StringComparison.Ordinal));
            if (i >= Independent)
            {
                yaml.Append($"    depends_on:\n      - s{i - Independent}\n");
            }
        }

        yaml.Append("networks:\n");
        for (int i = 0; i < networks; i++)
        {
            yaml.Append($"  n{i}: {{}}\n");
        }

        return yaml.ToString();
    }
}
