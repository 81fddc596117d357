using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>
/// Compares a service with a container of another tool, field by field with what the engine reports, so that it need not be made anew
/// where it is as it should be. What the engine does not tell counts as different.
/// </summary>
internal static class Adoption
{
    private const string Command = "command";
    private const string Variable = "environment.";

    // Where nothing is said, the engine puts its own in, and it says which.
    private static readonly ImmutableArray<(string Field, string Value)> EngineDefaults =
    [
        ("restart", "no"), ("runtime", "runc"), ("logging.driver", "json-file"), ("shm_size", "67108864"), ("ipc", "private"), ("ipc", "shareable"), ("isolation", "default"),
    ];

    /// <summary>Returns what differs between the container and what is wanted; empty where nothing does.</summary>
    public static ImmutableArray<Change> Changes(ServiceDefinition service, ComposeProject project, ObservedSettings observed)
    {
        FieldMap wanted = AsEngineSays(ContainerIdentity.Of(service, project)), image = AsEngineSays(observed.Image);

        // An entry point of one's own takes the image's command away.
        image = service.Entrypoint is null ? image : image.Select((field, value) => field == Command ? [] : [(field, value)]);
        return image.With(wanted).ChangesSince(AsEngineSays(observed.Container));

        FieldMap AsEngineSays(FieldMap fields) => fields.Select((field, value) => EngineForm(field, value, service));
    }

    private static IEnumerable<(string Field, string Value)> EngineForm(string field, string value, ServiceDefinition service)
    {
        if (EngineDefaults.Contains((field, value)) || IsComparedElsewhere(field, service))
        {
            return [];
        }

        return field switch
        {
            "expose" => Items(value).SelectMany(ExposedPorts.Each).Except(Published(service), StringComparer.Ordinal).Select(port => ($"expose.{port}", "true")),
            "extra_hosts" => [(field, JsonSerializer.Serialize([.. Items(value).Order(StringComparer.Ordinal)], PlanningJsonContext.Default.StringArray))],
            "cap_add" or "cap_drop" => [(field, JsonSerializer.Serialize([.. Items(value).Select(Capability).Distinct().Order(StringComparer.Ordinal)], PlanningJsonContext.Default.StringArray))],
            "stop_grace_period" => [(field, WholeSeconds(value))],
            _ when field.StartsWith("volumes.", StringComparison.Ordinal) => [(field, PlainMount(value))],
            _ => [(field, value)],
        };
    }

    // Proxies come from the configuration of whoever made the container, an image counts by its id, a shared namespace by its owner, a hardware address on the live container.
    // Which control groups a container sees by default is a setting of the engine that it does not tell.
    private static bool IsComparedElsewhere(string field, ServiceDefinition service) => field switch
    {
        "image" or "platform" => true,
        "cgroup" => service.CgroupMode is null,
        "network_mode" => service.NetworkMode is NetworkMode.Service,
        "ipc" => service.IpcMode is IpcMode.Service,
        "pid" => service.PidMode is PidMode.Service,
        _ when field.StartsWith(Variable, StringComparison.Ordinal) => ProxyNames.Has(field[Variable.Length..]) && !service.Environment.ContainsKey(field[Variable.Length..]),
        _ => field.EndsWith(".mac_address", StringComparison.Ordinal),
    };

    private static string[] Items(string value) => JsonSerializer.Deserialize(value, PlanningJsonContext.Default.StringArray) ?? [];

    private static string Capability(string name) =>
        name.StartsWith("CAP_", StringComparison.OrdinalIgnoreCase) ? name[4..].ToUpperInvariant() : name.ToUpperInvariant();

    // What is published is exposed, whether it is said or not.
    private static IEnumerable<string> Published(ServiceDefinition service) =>
        service.Ports.Select(port => FormattableString.Invariant($"{port.Target}/{port.Protocol}"));

    // The engine counts whole seconds, and docker compose cuts off what is beyond.
    private static string WholeSeconds(string milliseconds) =>
        FormattableString.Invariant($"{Math.Floor(double.Parse(milliseconds[..^2], CultureInfo.InvariantCulture) / 1000) * 1000}ms");

    // Whether a missing folder of the host is made concerns only the start; the engine does not keep it. A mounted image counts by its id,
    // and nobody can write to it, whatever is said.
    private static string PlainMount(string mount) => mount.Split(' ') switch
    {
        ["bind", .., "create" or "existing"] => mount[..mount.LastIndexOf(' ')],
        ["image", _, _, .. var further] => string.Join(' ', ["image", .. further]),
        _ => mount,
    };
}
