using Compose.Net.Execution;

namespace Compose.Net.Cli.Output;

/// <summary>Projects as a table, or as one JSON array, in the shapes of the docker command.</summary>
internal static class ProjectList
{
    private const int LeastWidth = 20;

    public static string Table(IReadOnlyList<ListedProject> projects) => TextTable.Write(
        [["NAME", "STATUS", "CONFIG FILES"], .. projects.Select(project => new[] { project.Name, project.Status, Files(project) })],
        LeastWidth);

    public static string Json(IReadOnlyList<ListedProject> projects) => JsonText.Of(json =>
    {
        json.WriteStartArray();
        foreach (ListedProject project in projects)
        {
            json.WriteStartObject();
            json.WriteString("Name", project.Name);
            json.WriteString("Status", project.Status);
            json.WriteString("ConfigFiles", Files(project));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }) + "\n";

    private static string Files(ListedProject project) => project.Files.IsEmpty ? "N/A" : string.Join(',', project.Files);
}
