using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>The label that says what a service depends on, as docker compose has it: <c>service:condition:restart</c> for each, with commas between them.</summary>
internal static class DependencyLabel
{
    private const string Healthy = "service_healthy";
    private const string Completed = "service_completed_successfully";

    public static string Write(IEnumerable<KeyValuePair<string, DependencyDefinition>> dependencies) => string.Join(',', dependencies.Select(WriteOne));

    /// <summary>Returns what a label says, in its order. Nothing is required: what is gone by now must not be in the way.</summary>
    public static IEnumerable<KeyValuePair<string, DependencyDefinition>> Read(string label) =>
        label.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(ReadOne);

    private static string WriteOne(KeyValuePair<string, DependencyDefinition> dependency)
    {
        string condition = dependency.Value.Condition switch
        {
            DependencyCondition.ServiceHealthy => Healthy,
            DependencyCondition.ServiceCompletedSuccessfully => Completed,
            _ => "service_started",
        };
        return $"{dependency.Key}:{condition}:{(dependency.Value.Restart ? "true" : "false")}";
    }

    // Older tools wrote less.
    private static KeyValuePair<string, DependencyDefinition> ReadOne(string text)
    {
        string[] parts = text.Split(':');
        return KeyValuePair.Create(parts[0], new DependencyDefinition
        {
            Required = false,
            Condition = parts.ElementAtOrDefault(1) switch
            {
                Healthy => DependencyCondition.ServiceHealthy,
                Completed => DependencyCondition.ServiceCompletedSuccessfully,
                _ => DependencyCondition.ServiceStarted,
            },
            Restart = parts.ElementAtOrDefault(2) == "true",
        });
    }
}
