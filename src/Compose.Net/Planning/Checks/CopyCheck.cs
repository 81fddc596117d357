using Compose.Net.Diagnostics;
using Compose.Net.Model;
using Compose.Net.Planning.Copies;

namespace Compose.Net.Planning;

/// <summary>Finds what goes by the project's name and is of another one: a copy is not the project that is merely called so, nor the other way round.</summary>
internal static class CopyCheck
{
    public static void Check(ComposeProject project, ObservedState observed, PlanBuilder plan)
    {
        // By its name alone, or put together from labels, it is whatever the engine has.
        bool isAnybody = project.IsFound || project is { Copy: null, Services.IsEmpty: true, DisabledServices.IsEmpty: true };
        if (isAnybody || Strangers(project, observed).FirstOrDefault() is not { What: { } what } stranger)
        {
            return;
        }

        string isWhat = (stranger.Id, stranger.Of) is ({ } id, { } of) ? $"of {CopyOf(id, of)}" : "of no copy";
        string advice = project.Copy is null
            ? "Give the project another name, or use \"--isolate\" with the same file to work with the copy."
            : "Give the copy another id.";
        string asked = project.Copy is { } copy ? CopyOf(copy.Id, copy.Of) : "no copy";
        plan.Error(DiagnosticCodes.NameOfAnotherProject, $"Project \"{project.Name}\" is {asked}, but the engine has {what} under that name, which is {isWhat}. {advice} To remove what is there, run \"compose-net -p {project.Name} down\".");
    }

    private static string CopyOf(string id, string project) => $"copy \"{id}\" of project \"{project}\"";

    private static IEnumerable<(string What, string? Id, string? Of)> Strangers(ComposeProject project, ObservedState observed) =>
        from entry in observed.Containers.Select(container => ($"container \"{container.Name}\"", container.Labels))
            .Concat(observed.Networks.Where(network => network.Labels.GetValueOrDefault(Labels.Project) == project.Name).Select(network => ($"network \"{network.Name}\"", network.Labels)))
            .Concat(observed.Volumes.Where(volume => volume.Labels.GetValueOrDefault(Labels.Project) == project.Name).Select(volume => ($"volume \"{volume.Name}\"", volume.Labels)))
        let id = entry.Labels.GetValueOrDefault(CopyLabels.Copy)
        let of = entry.Labels.GetValueOrDefault(CopyLabels.Of)
        where (id, of) != (project.Copy?.Id, project.Copy?.Of)
        select (entry.Item1, id, of);
}
