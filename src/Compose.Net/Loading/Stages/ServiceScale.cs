using System.Globalization;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Stages;

/// <summary>Reads how many containers a checked service has.</summary>
internal static class ServiceScale
{
    public static int Of(MappingNode service) =>
        (service.Get<ScalarNode>("scale") ?? service.Get<MappingNode>("deploy")?.Get<ScalarNode>("replicas")) is { } scale ? int.Parse(ScalarText.Typed(scale), CultureInfo.InvariantCulture) : 1;
}
