namespace OrleansChat.Tests.Load;

/// <summary>Everything that one device was shown of one conversation, in order: live, and read as history after a
/// reconnect.</summary>
internal sealed record DeviceSightings(string Device, string Conversation, IReadOnlyList<StoredMessage> Shown);
