using System.Security.Cryptography;
using System.Text;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>How a container is set apart, as part of its identity.</summary>
internal static class IsolationIdentity
{
    public static void AddTo(FieldMap.Builder fields, ServiceDefinition service) => fields
        .AddSet("cap_add", service.CapAdd)
        .AddSet("cap_drop", service.CapDrop)
        .Add("cgroup", service.CgroupMode)
        .Add("cgroup_parent", service.CgroupParent)
        .AddSet("device_cgroup_rules", service.DeviceCgroupRules)
        .AddSet("group_add", service.GroupAdd)
        .Add("ipc", service.IpcMode?.ToString())
        .Add("isolation", service.Isolation)
        .Add("pid", service.PidMode?.ToString())
        .Add("privileged", service.Privileged)
        .AddSet("security_opt", [.. service.SecurityOptions.Select(option => Short(option, service))])
        .Add("sysctls", service.Sysctls)
        .Add("userns_mode", service.UserNamespaceMode)
        .Add("uts", service.UtsMode);

    // A profile counts by what it says, not by where it lies.
    private static string Short(string option, ServiceDefinition service) => SeccompOption.WithContent(option, service) is { } content
        ? $"seccomp={Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)))[..16]}"
        : option;
}
