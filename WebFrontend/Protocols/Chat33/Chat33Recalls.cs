using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using OrleansChat.Conversations;

namespace OrleansChat.WebFrontend.Protocols.Chat33;

/// <summary>Reads the alerts that tell of a message taken back or deleted. Pure.</summary>
internal static class Chat33Recalls
{
    /// <summary><c>type</c> of such an alert. Source: decisions 1.4.</summary>
    private const int AlertType = 1;

    /// <summary>The alert as event 10 of the document.</summary>
    /// <returns>False when it tells of something else.</returns>
    public static bool TryRead(ChatMessage alert, [NotNullWhen(true)] out MessageTakenBackFrame? frame)
    {
        frame = null;
        if (alert.IsRecalled)
        {
            return false;
        }

        using var body = JsonDocument.Parse(alert.Body);
        var root = body.RootElement;
        if (!root.TryGetProperty("type", out var type) || type.GetInt32() != AlertType)
        {
            return false;
        }

        frame = new MessageTakenBackFrame(
            Chat33Events.MessageTakenBack,
            LogType: ConversationKey.IsDirect(alert.Conversation) ? 2 : 1,
            root.GetProperty("logId").GetString()!,
            root.GetProperty("operateType").GetInt32(),
            root.GetProperty("name").GetString()!);
        return true;
    }
}
