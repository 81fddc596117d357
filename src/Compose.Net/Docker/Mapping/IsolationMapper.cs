using Compose.Net.Model;
using Compose.Net.Planning;
using Wire = Docker.DotNet.Models;

namespace Compose.Net.Docker.Mapping;

/// <summary>Writes how a container is set apart into the engine's create request. What is unset stays the engine's default.</summary>
internal static class IsolationMapper
{
    private const string BarePaths = "systempaths=unconfined";

    public static void Apply(ContainerDefinition container, Wire.HostConfig host)
    {
        ServiceDefinition service = container.Service;
        host.CapAdd = [.. service.CapAdd];
        host.CapDrop = [.. service.CapDrop];
        host.CgroupnsMode = service.CgroupMode!; // Null leaves it out of the request, here and below.
        host.CgroupParent = service.CgroupParent!;
        host.DeviceCgroupRules = [.. service.DeviceCgroupRules];
        host.GroupAdd = [.. service.GroupAdd];
        host.IpcMode = container.IpcMode!;
        host.Isolation = service.Isolation!;
        host.PidMode = container.PidMode!;
        host.Privileged = service.Privileged;
        host.SecurityOpt = [.. service.SecurityOptions.Where(option => option != BarePaths).Select(option => SeccompOption.WithContent(option, service) ?? option)];
        host.Sysctls = new Dictionary<string, string>(service.Sysctls);
        host.UsernsMode = service.UserNamespaceMode!;
        host.UTSMode = service.UtsMode!;

        // The engine has no option for this one: with empty lists, nothing below /proc and /sys is hidden.
        if (service.SecurityOptions.Contains(BarePaths))
        {
            host.MaskedPaths = [];
            host.ReadonlyPaths = [];
        }
    }
}
