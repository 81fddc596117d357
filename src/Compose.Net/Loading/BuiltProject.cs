using System.Collections.Immutable;
using Compose.Net.Diagnostics;
using Compose.Net.Loading.Input;
using Compose.Net.Loading.Printing;
using Compose.Net.Loading.Stages;
using Compose.Net.Model;
using Compose.Net.Syntax;

namespace Compose.Net.Loading;

/// <summary>Checks a project that was built in code: lays it out as a file would say it, and runs the stages that check files.</summary>
internal static class BuiltProject
{
    public static ImmutableArray<Diagnostic> Check(ComposeProject project)
    {
        var diagnostics = new DiagnosticBag();
        CheckKeys(project, diagnostics);
        bool isWhole = !diagnostics.HasErrors;
        if (!FindProjectName.IsValid(project.Name))
        {
            diagnostics.Error(DiagnosticCodes.InvalidProjectName, FindProjectName.Invalid(project.Name), PlacedTree.Place("name"));
        }

        if (!isWhole)
        {
            // With names that do not match their keys, the layout is another project's.
            return diagnostics.Sorted();
        }

        ComposeProject all = project with { Services = project.Services.AddRange(project.DisabledServices) };
        MappingNode root = PlacedTree.Of(ProjectShape.Of(all, withNulls: false), project.Places);
        var context = new LoadContext(diagnostics)
        {
            FileSource = NoFiles.Instance,
            Sources = [],
            ProjectDirectory = project.WorkingDirectory,
            Variables = [],
            ProjectName = project.Name,
            Project = project,
            Root = root,
        };
        context.Documents.Add(new LoadDocument(root));
        context.Enabled.UnionWith(project.Services.Keys);
        LoadPipeline.RunChecks(context);
        return diagnostics.Sorted();
    }

    private static void CheckKeys(ComposeProject project, DiagnosticBag diagnostics)
    {
        foreach (string name in project.Services.Keys.Where(project.DisabledServices.ContainsKey))
        {
            diagnostics.Error(DiagnosticCodes.InvalidName, $"Service \"{name}\" is enabled and disabled at once. Remove it from one of the two.", PlacedTree.Place($"services.{name}"));
        }

        Check("services", project.Services.Concat(project.DisabledServices).Select(entry => (entry.Key, entry.Value.Name)), diagnostics);
        Check("networks", project.Networks.Select(entry => (entry.Key, entry.Value.Key)), diagnostics);
        Check("volumes", project.Volumes.Select(entry => (entry.Key, entry.Value.Key)), diagnostics);
        Check("secrets", project.Secrets.Select(entry => (entry.Key, entry.Value.Key)), diagnostics);
        Check("configs", project.Configs.Select(entry => (entry.Key, entry.Value.Key)), diagnostics);
    }

    private static void Check(string section, IEnumerable<(string Key, string Own)> entries, DiagnosticBag diagnostics)
    {
        foreach ((string key, string own) in entries)
        {
            if (key != own)
            {
                diagnostics.Error(DiagnosticCodes.InvalidName, $"\"{own}\" stands under the key \"{key}\". Give both the same name.", PlacedTree.Place($"{section}.{key}"));
            }
        }
    }
}
