namespace OrleansChat.WebFrontend.Protocols.Im;

/// <summary>The protocol's words for its enumerations, as they stand on the wire.</summary>
internal static class ImNames
{
    private static readonly byte[][] MessageTypes = WireNames<ImMessageType>();
    private static readonly byte[][] ChatTypes = WireNames<ImChatType>();
    private static readonly byte[][] EventTypes = WireNames<ImEventType>();
    private static readonly byte[][] States = WireNames<ImState>();

    public static ReadOnlySpan<byte> Of(ImMessageType type) => MessageTypes[(int)type];

    public static ReadOnlySpan<byte> Of(ImChatType type) => ChatTypes[(int)type];

    public static ReadOnlySpan<byte> Of(ImEventType type) => EventTypes[(int)type];

    public static ReadOnlySpan<byte> Of(ImState state) => States[(int)state];

    /// <returns>None for a word that is no type.</returns>
    public static ImMessageType MessageTypeOf(ReadOnlySpan<byte> name) => (ImMessageType)Find(MessageTypes, name);

    /// <returns>None for a word that is no type.</returns>
    public static ImEventType EventTypeOf(ReadOnlySpan<byte> name) => (ImEventType)Find(EventTypes, name);

    /// <returns>None for a word that is no type. Source: decision 18.</returns>
    public static ImChatType ChatTypeOf(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("Team"u8) ? ImChatType.Group : (ImChatType)Find(ChatTypes, name);

    private static int Find(byte[][] names, ReadOnlySpan<byte> name)
    {
        for (var i = 1; i < names.Length; i++)
        {
            if (name.SequenceEqual(names[i]))
            {
                return i;
            }
        }

        return 0;
    }

    private static byte[][] WireNames<TEnum>()
        where TEnum : struct, Enum => [.. Enum.GetNames<TEnum>().Select(System.Text.Encoding.UTF8.GetBytes)];
}
