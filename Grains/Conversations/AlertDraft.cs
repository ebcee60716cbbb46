namespace OrleansChat.Conversations;

/// <summary>A visible word of the server about what somebody did. It is his row: he is a member at its place, and his
/// own unread count leaves it out.</summary>
/// <param name="ActorId">Who acted.</param>
/// <param name="Actor">How he is shown.</param>
/// <param name="Body">A JSON object; see <see cref="Alerts"/>.</param>
internal sealed record AlertDraft(int ActorId, Author Actor, string Body)
{
    public MessageDraft ToDraft() => new(ActorId, null, MessageKind.Alert, Body, false, Actor);
}
