using OrleansChat.Errors;
using OrleansChat.Fanout;
using OrleansChat.WebFrontend.Gateway;

namespace OrleansChat.WebFrontend.Protocols.Im;

/// <summary>One socket: it says who it is, speaks, and confirms what it hears.</summary>
internal sealed class ImSession : ISocketHandler
{
    private readonly SocketSession _socket;
    private readonly ImParts _parts;
    private readonly ImCodec _codec;
    private readonly ImLogin _login;
    private readonly ImRate _rate;
    private ImSpeaker? _speaker; // null until it speaks
    private ImConfirmations? _confirmations; // null until it confirms what this socket was not given
    private long _heardAt;
    private int _malformed;
    private bool _hasHeartbeat;

    public ImSession(SocketSession socket, bool isBelieved, ImParts parts)
    {
        _socket = socket;
        _parts = parts;
        _codec = (ImCodec)socket.Codec;
        _login = new ImLogin(socket, isBelieved, parts);
        _rate = new ImRate(parts.Limits, parts.Clock);
        OpenedAt = _heardAt = parts.Clock.GetTimestamp();
    }

    /// <summary>When the socket opened, as the clock counts.</summary>
    public long OpenedAt { get; }

    public SocketSession Socket => _socket;

    private int UserId => _socket.Identity.UserId;

    public ValueTask OnTextAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        Volatile.Write(ref _heardAt, _parts.Clock.GetTimestamp());
        if (UserId == 0 && bytes.Length > ImLimits.MaxFrameBytesBeforeAuth)
        {
            _socket.Close(SocketCloseCode.TooBig, "too much before Auth");
            return default;
        }

        var frame = ImFrameReader.Read(bytes.Span);
        if (!frame.IsObject)
        {
            OnMalformed(in frame);
            return default;
        }

        _malformed = 0;
        var isConfirmation = frame.Type is ImMessageType.Ack && UserId != 0;
        switch (isConfirmation ? _rate.TakeConfirmation() : _rate.TakeFrame())
        {
            case ImRateVerdict.Refused:
                Refuse(in frame, ImRefusal.Of(ChatError.RateLimited));
                return default;
            case ImRateVerdict.Closed:
                _socket.Close(SocketCloseCode.PolicyViolation, "too many messages");
                return default;
            default:
                return HandleAsync(in frame, cancellation);
        }
    }

    /// <summary>Never called: frames are counted here, because confirmations are not the client's to delay.</summary>
    public void OnRateLimited(ReadOnlyMemory<byte> bytes)
    {
        var frame = ImFrameReader.Read(bytes.Span);
        Refuse(in frame, ImRefusal.Of(ChatError.RateLimited));
    }

    public void OnSessionEnded(Notice notice) => _login.Fail(sourceId: null, UserId);

    /// <summary>The next message shows the new name, or is refused.</summary>
    public void OnProfileChanged() => Volatile.Read(ref _speaker)?.Forget();

    /// <summary>Ends a socket that says nothing. Called about once a second. Source: decisions 4 and 26.</summary>
    public void Watch()
    {
        var clock = _parts.Clock;
        if (UserId == 0)
        {
            if (clock.GetElapsedTime(OpenedAt) >= ImLimits.AuthDeadline && !_socket.IsClosing)
            {
                _login.Fail(sourceId: null, userId: 0);
            }

            return;
        }

        var patience = Volatile.Read(ref _hasHeartbeat) ? ImLimits.IdleWithHeartbeat : ImLimits.IdleWithoutHeartbeat;
        if (clock.GetElapsedTime(Volatile.Read(ref _heardAt)) >= patience)
        {
            _socket.Close(SocketCloseCode.GoingAway, "nothing was heard for long");
        }
    }

    private ValueTask HandleAsync(in ImFrame frame, CancellationToken cancellation)
    {
        if (frame.Type is ImMessageType.Auth)
        {
            return _login.OnAuthAsync(in frame, cancellation);
        }

        if (UserId == 0)
        {
            Refuse(in frame, ImRefusal.NotAuthenticated);
            return default;
        }

        if (frame.IsBroken(ImMembers.FromUserId))
        {
            Refuse(in frame, ImRefusal.Member("fromUserId"));
            return default;
        }

        if (frame.FromUserId != 0 && frame.FromUserId != UserId)
        {
            Refuse(in frame, ImRefusal.WrongSender);
            return default;
        }

        switch (frame.Type)
        {
            case ImMessageType.Heartbeat:
                Volatile.Write(ref _hasHeartbeat, true);
                return default;
            case ImMessageType.Ack:
                Confirm(in frame);
                return default;
            case ImMessageType.None or ImMessageType.Error:
                Refuse(in frame, ImRefusal.Member("msgType"));
                return default;
            default:
                return SayAsync(in frame, cancellation);
        }
    }

    private void Confirm(in ImFrame frame)
    {
        Span<char> text = stackalloc char[ImLimits.MaxControlContent];
        var id = ImControlContent.ReadId(text[..frame.ControlText(text)], "srcId");
        if (id == 0)
        {
            Refuse(in frame, ImRefusal.Member("content"));
        }
        else if (!_socket.Receipts.TryConfirm(id))
        {
            (_confirmations ??= new ImConfirmations(_socket, _parts)).Add(id);
        }
    }

    private ValueTask SayAsync(in ImFrame frame, CancellationToken cancellation)
    {
        var refusal = ImPostRules.Check(in frame, _parts.Options, _parts.Clock, cancellation, out var post);
        if (post is null)
        {
            Refuse(in frame, refusal);
            return default;
        }

        if (_speaker is null)
        {
            Volatile.Write(ref _speaker, new ImSpeaker(_socket, _codec, _parts));
        }

        return _speaker!.SayAsync(post);
    }

    private void OnMalformed(in ImFrame frame)
    {
        Refuse(in frame, ImRefusal.NotJson);
        if (++_malformed >= ImLimits.MaxMalformedInARow)
        {
            _socket.Close(SocketCloseCode.PolicyViolation, "no JSON");
        }
    }

    private void Refuse(in ImFrame frame, ImRefusal refusal)
    {
        var userId = UserId == 0 ? frame.FromUserId : UserId;
        _socket.TrySend(_parts.Frames.Error(
            refusal, frame.SourceId, userId, frame.ChatType, frame.TeamId, _codec.IdsAsText));
    }
}
