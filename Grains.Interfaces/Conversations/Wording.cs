namespace OrleansChat.Conversations;

/// <summary>What a message was in the protocol that it came from, as one text: the name of the protocol, a space, that
/// protocol's type of it, a line feed, that protocol's content.</summary>
/// <remarks>The body of a message is what all protocols understand. Who speaks the sender's protocol is shown this
/// instead, to the letter.</remarks>
public static class Wording
{
    /// <summary>The text of the three.</summary>
    /// <param name="protocol">Name of the protocol, without a space.</param>
    /// <param name="type">The protocol's own type of message, without a line feed; may be empty.</param>
    /// <param name="content">The protocol's own content; any text.</param>
    public static string Of(string protocol, string type, string content) => $"{protocol} {type}\n{content}";

    /// <summary>Takes a text apart.</summary>
    /// <param name="wording">As <see cref="Of"/> made it, or null.</param>
    /// <param name="protocol">The protocol that asks.</param>
    /// <param name="type">Its own type of message.</param>
    /// <param name="content">Its own content.</param>
    /// <returns>False when the text is of another protocol, or there is none.</returns>
    public static bool TryRead(string? wording, string protocol, out string type, out string content)
    {
        type = content = "";
        if (wording is null
            || !wording.StartsWith(protocol, StringComparison.Ordinal)
            || wording.Length <= protocol.Length
            || wording[protocol.Length] != ' '
            || wording.IndexOf('\n', StringComparison.Ordinal) is not (> 0 and var end))
        {
            return false;
        }

        type = wording[(protocol.Length + 1)..end];
        content = wording[(end + 1)..];
        return true;
    }
}
