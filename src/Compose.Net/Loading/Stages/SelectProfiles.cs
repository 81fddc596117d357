using Compose.Net.Diagnostics;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Stages;

/// <summary>
/// Tells which services are enabled: those without profiles, and those with an active one. To name a service is to activate all of its
/// profiles.
/// </summary>
internal sealed class SelectProfiles : ILoadStage
{
    public void Run(LoadContext context)
    {
        MappingNode services = context.Section("services");
        var active = new HashSet<string>(context.Profiles, StringComparer.Ordinal);
        foreach (string named in context.Options.Services)
        {
            if (services.Get<MappingNode>(named) is { } service && !IsEnabled(service, active))
            {
                active.UnionWith(ProfilesOf(service));
            }
        }

        for (int i = 0; i < services.Count; i++)
        {
            if (IsEnabled((MappingNode)services[i].Value, active))
            {
                context.Enabled.Add(services[i].Name);
            }
        }

        WarnOfUnused(context, services);
    }

    // COMPOSE_PROFILES may be meant for several projects; who gives a profile with the call means this one.
    private static void WarnOfUnused(LoadContext context, MappingNode services)
    {
        if (context.Options.Profiles.IsEmpty)
        {
            return;
        }

        string[] known = [.. services.Entries.SelectMany(service => ProfilesOf((MappingNode)service.Value)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        string all = known.Length == 0 ? "The file has no profiles." : $"Profiles: {string.Join(", ", known)}.";
        foreach (string profile in context.Options.Profiles.Where(profile => profile != "*").Except(known, StringComparer.Ordinal))
        {
            context.Diagnostics.Warning(DiagnosticCodes.UnusedProfile, $"No service has profile \"{profile}\".{Suggestion.For(profile, known)} {all}");
        }
    }

    private static bool IsEnabled(MappingNode service, HashSet<string> active) =>
        service.Get<SequenceNode>("profiles") is not { Items.Count: > 0 } || active.Contains("*") || ProfilesOf(service).Any(active.Contains);

    private static IEnumerable<string> ProfilesOf(MappingNode service) =>
        service.Get<SequenceNode>("profiles")?.Items.Select(profile => ((ScalarNode)profile).Text) ?? [];
}
