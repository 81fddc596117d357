using System.Globalization;
using Compose.Net.Diagnostics;
using Compose.Net.Loading.Values;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Stages;

/// <summary>Checks that the blocks of an enabled service fit together with each other and with what the file defines.</summary>
internal sealed class BlockConsistency(LoadContext context, DefinedNames services)
{
    private readonly DefinedNames _secrets = DefinedNames.Of("Secret", "secrets", context);
    private readonly DefinedNames _models = DefinedNames.Of("Model", "models", context);
    private readonly DefinedNames _configs = DefinedNames.Of("Config", "configs", context);

    public void Check(string name, MappingNode service)
    {
        CheckDeploy(name, service);
        CheckModels(service);
        CheckWatch(service);
        CheckGrants(service, "secrets", DiagnosticCodes.UndefinedSecret, _secrets);
        CheckGrants(service, "configs", DiagnosticCodes.UndefinedConfig, _configs);
        if (service.Get<MappingNode>("build") is { } build)
        {
            CheckGrants(build, "secrets", DiagnosticCodes.UndefinedSecret, _secrets);
            CheckBuild(name, service, build);
        }
    }

    private void CheckDeploy(string name, MappingNode service)
    {
        if (service.Get<MappingNode>("deploy") is not { } deploy)
        {
            return;
        }

        MappingNode? limits = deploy.Get<MappingNode>("resources")?.Get<MappingNode>("limits");
        MappingNode? reservations = deploy.Get<MappingNode>("resources")?.Get<MappingNode>("reservations");
        CheckTwins(name, service, "scale", deploy, "replicas", "deploy.replicas");
        CheckTwins(name, service, "cpus", limits, "cpus", "deploy.resources.limits.cpus");
        CheckTwins(name, service, "mem_limit", limits, "memory", "deploy.resources.limits.memory");
        CheckTwins(name, service, "pids_limit", limits, "pids", "deploy.resources.limits.pids");
        CheckTwins(name, service, "mem_reservation", reservations, "memory", "deploy.resources.reservations.memory");
    }

    // Only where both are given can they differ. Numbers are the same in whatever way they are written.
    private void CheckTwins(string name, MappingNode service, string key, MappingNode? holder, string twinKey, string twinName)
    {
        if (service.Get<ScalarNode>(key) is { IsNull: false } own && holder?.Get<ScalarNode>(twinKey) is { IsNull: false } twin
            && Number(own) is { } a && Number(twin) is { } b && a != b)
        {
            context.Diagnostics.Error(
                DiagnosticCodes.DistinctValues,
                $"Service \"{name}\" has \"{key}\" {own.Text} and \"{twinName}\" {twin.Text}. Remove one of them, or make them equal.",
                twin.Span);
        }
    }

    private static double? Number(ScalarNode scalar) =>
        double.TryParse(ScalarText.Typed(scalar), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;

    private void CheckModels(MappingNode service)
    {
        foreach (MappingEntry model in service.EntriesOf("models"))
        {
            if (_models.Lacks(model.Name))
            {
                context.Diagnostics.Error(DiagnosticCodes.UndefinedModel, _models.Undefined(model.Name), model.Key.Span);
            }
        }
    }

    private void CheckWatch(MappingNode service)
    {
        foreach (Node item in service.Get<MappingNode>("develop")?.Get<SequenceNode>("watch")?.Items ?? [])
        {
            var rule = (MappingNode)item;
            if (rule.Get<ScalarNode>("action") is { Text: "sync" or "sync+restart" or "sync+exec" } action
                && rule.Get<ScalarNode>("target") is not { Text.Length: > 0 } && !rule.IsRefused("target"))
            {
                context.Diagnostics.Error(DiagnosticCodes.MissingKey, $"The key \"target\" is missing: a watched path with the action \"{action.Text}\" must have it.", rule.Span);
            }
        }
    }

    private void CheckGrants(MappingNode holder, string key, string code, DefinedNames defined)
    {
        foreach (Node grant in holder.Get<SequenceNode>(key)?.Items ?? [])
        {
            if (((MappingNode)grant).Get<ScalarNode>("source") is { } source && defined.Lacks(source.Text))
            {
                context.Diagnostics.Error(code, defined.Undefined(source.Text), source.Span);
            }
        }
    }

    private void CheckBuild(string name, MappingNode service, MappingNode build)
    {
        if (build.TryGetEntry("dockerfile_inline", out MappingEntry inline) && build.Contains("dockerfile"))
        {
            context.Diagnostics.Error(
                DiagnosticCodes.ExclusiveKeys, "A build has either \"dockerfile\" or \"dockerfile_inline\", not both. Remove one of them.", inline.Key.Span);
        }

        CheckContext(name, build.Get<ScalarNode>("context"));
        foreach (MappingEntry further in build.EntriesOf("additional_contexts"))
        {
            CheckContext(name, further.Value as ScalarNode);
        }

        if (service.Get<ScalarNode>("platform") is { Text.Length: > 0 } platform && build.Get<SequenceNode>("platforms") is { Items.Count: > 0 } platforms
            && !platforms.Items.Exists(item => ((ScalarNode)item).Text == platform.Text))
        {
            context.Diagnostics.Error(
                DiagnosticCodes.DistinctValues,
                $"Service \"{name}\" runs on \"{platform.Text}\", which is not among the \"platforms\" of its build. Add it there, or remove \"platform\".",
                platform.Span);
        }
    }

    private void CheckContext(string name, ScalarNode? place)
    {
        if (place is null || BuildContexts.ServiceOf(place.Text) is not { } other)
        {
            return;
        }

        if (services.Lacks(other))
        {
            context.Diagnostics.Error(DiagnosticCodes.UndefinedService, services.Undefined(other), place.Span);
        }
        else if (services.Section.Get<MappingNode>(other) is { } definition && !definition.Contains("build") && !definition.IsRefused("build"))
        {
            context.Diagnostics.Error(
                DiagnosticCodes.UndefinedService,
                $"The build of service \"{name}\" uses the image of service \"{other}\", which has no \"build\". Write docker-image://NAME to use an image.",
                place.Span);
        }
    }
}
