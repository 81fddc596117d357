using Microsoft.Extensions.Options;

namespace Compose.Net.Hosting;

/// <summary>Finds options that cannot work, when the host starts and before anything is done.</summary>
internal sealed class ComposeProjectOptionsCheck : IValidateOptions<ComposeProjectOptions>
{
    public ValidateOptionsResult Validate(string? name, ComposeProjectOptions options)
    {
        var failures = new List<string>();
        Check(options.Files.Count > 0, "Files is empty. Name at least one compose file.");
        Check(!options.Files.Any(string.IsNullOrWhiteSpace), "Files holds an empty path. Name a compose file or leave the entry out.");
        Check(!options.EnvironmentFiles.Any(string.IsNullOrWhiteSpace), "EnvironmentFiles holds an empty path. Name an env file or leave the entry out.");
        Check(!options.Profiles.Any(string.IsNullOrWhiteSpace), "Profiles holds an empty name. Name a profile or leave the entry out.");
        Check(options.ProjectName is null || !string.IsNullOrWhiteSpace(options.ProjectName), "ProjectName is empty. Give a name, or null for the file's own.");
        Check(options.Endpoint is null || !string.IsNullOrWhiteSpace(options.Endpoint), "Endpoint is empty. Give an address, or null for the one that the docker command would use.");
        Check(
            options.StartupTimeout > TimeSpan.Zero || options.StartupTimeout == Timeout.InfiniteTimeSpan,
            $"StartupTimeout is {options.StartupTimeout}. Give a time above zero, or Timeout.InfiniteTimeSpan for no limit.");
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void Check(bool holds, string failure)
        {
            if (!holds)
            {
                failures.Add($"Compose project \"{name}\": {failure}");
            }
        }
    }
}
