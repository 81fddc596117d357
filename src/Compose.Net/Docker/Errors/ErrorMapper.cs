using System.Globalization;
using System.Text.Json;
using Compose.Net.Docker.Transport;
using Compose.Net.Execution;

namespace Compose.Net.Docker.Errors;

/// <summary>Turns a refusal of the engine into an exception that says what was tried, why it failed, and what to do.</summary>
internal static class ErrorMapper
{
    /// <summary>Returns the row of the table that the refusal belongs to.</summary>
    public static ErrorRule RuleFor(Refusal refusal) => ErrorTable.Rules.First(rule => rule.Applies(refusal));

    public static ComposeEngineException ToException(Refusal refusal, string? culprit = null, Exception? inner = null)
    {
        ErrorRule rule = RuleFor(refusal);
        string said = refusal.Said.Length == 0 ? "nothing" : $"\"{refusal.Said}\"";
        string status = refusal.Status is { } code ? string.Create(CultureInfo.InvariantCulture, $", with status {code}") : "";
        string message = $"{refusal.Attempt}. {rule.Explain(refusal, culprit)} The engine said {said}{status}.";
        return new ComposeEngineException(rule.Code, message, refusal.Status, inner);
    }

    /// <summary>Returns the message of an error answer, which is JSON unless something stands between us and the engine.</summary>
    public static string ReadMessage(string? body)
    {
        if (string.IsNullOrWhiteSpace(body))
            return "";

        try
        {
            return (JsonSerializer.Deserialize(body, EngineJson.Default.ErrorBody)?.Message ?? body).Trim();
        }
        catch (JsonException)
        {
            return body.Trim();
        }
    }
}
