using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using OrleansChat.Accounts;
using OrleansChat.Conversations;

namespace OrleansChat.WebFrontend.Protocols.Chat33;

/// <summary>Messages that a client encrypted for one target.</summary>
/// <param name="TargetId">A room, or a friend.</param>
/// <param name="Messages">Each with its msgType and its <c>msg</c>.</param>
internal sealed record SealedForward(long TargetId, ImmutableArray<(int Type, string Body)> Messages)
{
    /// <summary>Whether each is a message that a client may send; money has calls of its own.</summary>
    public bool IsComplete => !Messages.IsEmpty && Messages.All(message =>
        Chat33MessageBody.TryKind(message.Type, out var kind)
        && kind is not MessageKind.RedPacket
        && Chat33MessageBody.IsComplete(kind, Encoding.UTF8.GetBytes(message.Body)));

    public ImmutableArray<MessageDraft> Drafts(UserProfile me, long nowUnixMs)
    {
        var key = RandomNumberGenerator.GetHexString(32);
        return
        [
            .. Messages.Select((message, i) => new MessageDraft(
                me.UserId,
                ServerMessageKey.Of(key, i),
                (MessageKind)message.Type,
                message.Body,
                false,
                new Author(me.Name, me.Avatar),
                me.IsMutedAt(nowUnixMs))),
        ];
    }
}
