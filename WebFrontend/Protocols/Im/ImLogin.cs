using OrleansChat.Accounts;
using OrleansChat.Errors;
using OrleansChat.Receipts;
using OrleansChat.WebFrontend.Gateway;

namespace OrleansChat.WebFrontend.Protocols.Im;

/// <summary>How one socket says who it is. Source: decisions 2 to 4 and 11.</summary>
internal sealed class ImLogin(SocketSession socket, bool isBelieved, ImParts parts)
{
    /// <summary>Source: decision 3.</summary>
    public const int FailedCloseCode = 4401;

    private readonly bool _idsAsText = ((ImCodec)socket.Codec).IdsAsText;

    private int UserId => socket.Identity.UserId;

    /// <summary>An Auth frame.</summary>
    public ValueTask OnAuthAsync(in ImFrame frame, CancellationToken cancellation)
    {
        var (claimed, sourceId) = (frame.FromUserId, frame.SourceId);
        if (UserId != 0)
        {
            if (claimed == UserId)
            {
                Acknowledge(sourceId);
            }
            else
            {
                Fail(sourceId, UserId);
            }

            return default;
        }

        Span<char> text = stackalloc char[ImLimits.MaxControlContent];
        Span<char> token = stackalloc char[ImLimits.MaxControlContent];
        var length = ImControlContent.Read(text[..frame.ControlText(text)], "token", token);
        if (claimed == 0 || length == 0)
        {
            Fail(sourceId, claimed);
            return default;
        }

        return OpenAsync(claimed, new string(token[..length]), sourceId, cancellation);
    }

    /// <summary>Says that it is not he, and closes.</summary>
    /// <param name="sourceId">The id of the Auth frame, if there was one and it had one.</param>
    /// <param name="userId">Who he says he is, or 0.</param>
    public void Fail(long? sourceId, int userId)
    {
        Refuse(ImRefusal.Of(ChatError.Unauthenticated), sourceId, userId);
        socket.Close(FailedCloseCode, "鉴权失败");
    }

    private async ValueTask OpenAsync(int userId, string token, long? sourceId, CancellationToken cancellation)
    {
        var session = await JudgeAsync(userId, token, cancellation);
        if (session.Error is ChatError.Unavailable or ChatError.Internal)
        {
            Refuse(ImRefusal.Of(session.Error), sourceId, userId); // it may try again
            return;
        }

        if (!session.Ok)
        {
            Fail(sourceId, userId);
            return;
        }

        var held = parts.Options.PushOffline ? socket.Hold() : null;
        var identity = new SocketIdentity(ImProtocol.ProtocolName, userId, session.Value!, Device: "", DeviceId: "");
        if (!await parts.Gateway.IdentifyAsync(socket, identity))
        {
            socket.Close(SocketCloseCode.TryAgainLater, "the session could not be opened");
            return;
        }

        Acknowledge(sourceId);
        await TellAsync(userId, cancellation);
        if (held is not null)
        {
            await ImOffline.PushAsync(socket, held, parts, cancellation);
        }
    }

    /// <summary>Whether the token makes him this user.</summary>
    /// <returns>The session behind it, or empty where any token does; or <see cref="ChatError.Unauthenticated"/>,
    /// <see cref="ChatError.Unavailable"/>.</returns>
    private async ValueTask<Reply<string>> JudgeAsync(int userId, string token, CancellationToken cancellation)
    {
        if (isBelieved && parts.Options.Auth is ImAuthMode.Compat && !ImTokens.IsOurs(token))
        {
            var profile = await parts.Retries.AskAsync(
                (User: parts.Grains.GetGrain<IUserGrain>(userId), cancellation),
                static call => call.User.GetProfileAsync(call.cancellation),
                GrainRetries.ForOthers,
                cancellation);
            return profile.Ok ? ""
                : profile.Error is ChatError.UserUnknown ? ChatError.Unauthenticated
                : profile.Error;
        }

        var session = await parts.Sessions.FindAsync(token, CancellationToken.None);
        return session.Error is ChatError.Unavailable or ChatError.Internal ? session.Error
            : session.Ok && session.Value!.UserId == userId ? session.Value.SessionId
            : ChatError.Unauthenticated;
    }

    private void Acknowledge(long? sourceId)
    {
        if (parts.Options.AuthAck)
        {
            socket.TrySend(parts.Frames.Ack(sourceId, UserId, ImChatType.Single, teamId: 0, _idsAsText));
        }
    }

    /// <summary>Tells how much waits, and has what was handed before sent again.</summary>
    private async ValueTask TellAsync(int userId, CancellationToken cancellation)
    {
        await parts.Fanout.FlushPositionsAsync(userId, cancellation); // another socket of his may have some of it
        var waiting = await parts.Retries.AskAsync(
            (Receipts: parts.Grains.GetGrain<IReceiptGrain>(userId), cancellation),
            static call => call.Receipts.CountAsync(call.cancellation),
            GrainRetries.ForOthers,
            cancellation);
        if (waiting is { Ok: true, Value.Stored: > 0 })
        {
            socket.TrySend(parts.Frames.OfflineMessages(waiting.Value.Stored, userId, _idsAsText));
        }

        parts.Resends.Add(userId, hasHanded: waiting is { Ok: true, Value.Handed: > 0 });
    }

    private void Refuse(ImRefusal refusal, long? sourceId, int userId) => socket.TrySend(
        parts.Frames.Error(refusal, sourceId, userId, ImChatType.Single, teamId: 0, _idsAsText));
}
