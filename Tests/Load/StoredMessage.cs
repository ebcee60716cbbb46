namespace OrleansChat.Tests.Load;

/// <summary>A line of a history, oldest first, or one that was shown to a device.</summary>
internal readonly record struct StoredMessage(string Key, long LogId)
{
    public override string ToString() => $"{Key} (log {LogId})";
}
