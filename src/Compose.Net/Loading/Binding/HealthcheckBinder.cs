using System.Collections.Immutable;
using Compose.Net.Loading.Values;
using Compose.Net.Model;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Binding;

/// <summary>Makes a health check of its canonical mapping.</summary>
internal static class HealthcheckBinder
{
    public static HealthcheckDefinition Bind(MappingNode node)
    {
        ImmutableArray<string> test = node.Texts("test") ?? [];
        return new HealthcheckDefinition
        {
            Test = test,
            Disabled = node.IsTrue("disable") || (test.Length > 0 && test[0] == "NONE"),
            Interval = node.Duration("interval"),
            Timeout = node.Duration("timeout"),
            Retries = node.Number("retries"),
            StartPeriod = node.Duration("start_period"),
            StartInterval = node.Duration("start_interval"),
        };
    }

    public static TimeSpan? Duration(this MappingNode node, string key) =>
        node.Text(key) is { } text && Durations.TryParse(text, out TimeSpan duration) ? duration : null;
}
