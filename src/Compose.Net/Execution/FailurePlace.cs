using Compose.Net.Diagnostics;
using Compose.Net.Model;
using Compose.Net.Planning;

namespace Compose.Net.Execution;

/// <summary>Finds where in the project's files stands what a failed step was about.</summary>
internal static class FailurePlace
{
    /// <summary>Returns the place; null where the plan was not made from a file, or the file does not mention it.</summary>
    public static SourceSpan? Of(Plan plan, PlanStep step, Exception exception)
    {
        ComposeProject? project = plan.Desired;
        string code = (exception as ComposeEngineException)?.Code ?? "";
        return project is null ? null : step.Operation switch
        {
            CreateNetwork create => Find("networks", create.Network.Key, KeyOfNetwork(code)),
            CreateVolume create => Find("volumes", create.Volume.Key, "driver"),
            PullImage or PushImage => FindService(service => service.Image == step.Operation.Subject, "image"),
            CreateContainer create when code == DiagnosticCodes.MountSourceMissing => FindMount(create.Container, exception.Message),
            BuildImage build => FindService(service => service.Build is not null && ImageNames.Of(project, service) == build.Image, "build"),
            _ => step.Service is { } service && project.Services.ContainsKey(service) ? Find("services", service, KeyOfService(code)) : null,
        };

        SourceSpan? Find(string section, string name, string key) => project.Places?.Find(key.Length == 0 ? [section, name] : [section, name, key]);

        SourceSpan? FindMount(ContainerDefinition container, string message) =>
            GrantMounts.NamedIn(container, source => message.Contains($"\"{source}\"", StringComparison.Ordinal)) is { } mount && GrantMounts.At(container.Service, mount.Target) is var (section, name)
                ? Find(section, name, "file")
                : Find("services", container.Service.Name, "volumes");

        SourceSpan? FindService(Func<ServiceDefinition, bool> uses, string key) => project.Services.Values.FirstOrDefault(uses) is { } service ? Find("services", service.Name, key) : null;
    }

    private static string KeyOfNetwork(string code) => code switch
    {
        DiagnosticCodes.SubnetTaken or DiagnosticCodes.AddressUnusable => "ipam",
        DiagnosticCodes.DriverMissing or DiagnosticCodes.SwarmInactive => "driver",
        DiagnosticCodes.ParentMissing => "driver_opts",
        DiagnosticCodes.NetworkNameTaken => "name",
        _ => "",
    };

    private static string KeyOfService(string code) => code switch
    {
        DiagnosticCodes.PortTaken => "ports",
        DiagnosticCodes.AddressTaken or DiagnosticCodes.AddressUnusable => "networks",
        DiagnosticCodes.CommandNotStartable => "command",
        DiagnosticCodes.ContainerNameTaken => "container_name",
        DiagnosticCodes.DeviceUnusable => "devices",
        DiagnosticCodes.ImageMissing => "image",
        DiagnosticCodes.KernelSettingRefused => "sysctls",
        _ => "",
    };
}
