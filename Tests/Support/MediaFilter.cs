using System.Text.Json;
using OrleansChat.Conversations;

namespace OrleansChat.Tests.Support;

/// <summary>What a filter of files, pictures and films lets through.</summary>
internal static class MediaFilter
{
    public static bool Fits(ChatMessage row, HistoryFilter filter) =>
        filter.Kinds.Contains(row.Kind)
        && !row.BurnAfterReading
        && (filter.SenderId == 0 || row.SenderId == filter.SenderId)
        && (filter.Text.Length == 0
            || (JsonDocument.Parse(row.Body).RootElement.TryGetProperty("name", out var name)
                && name.ToString().Contains(filter.Text, StringComparison.OrdinalIgnoreCase)));
}
