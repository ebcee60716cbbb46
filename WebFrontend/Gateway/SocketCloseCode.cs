namespace OrleansChat.WebFrontend.Gateway;

/// <summary>Why a socket closes. RFC 6455, section 7.4.1, and its registry.</summary>
public static class SocketCloseCode
{
    /// <summary>The purpose is fulfilled.</summary>
    public const int Normal = 1000;

    /// <summary>The server is going away: connect again.</summary>
    public const int GoingAway = 1001;

    /// <summary>Not RFC 6455.</summary>
    public const int ProtocolError = 1002;

    /// <summary>Binary, where text is spoken.</summary>
    public const int UnsupportedData = 1003;

    /// <summary>Text that is not UTF-8.</summary>
    public const int InvalidData = 1007;

    /// <summary>A limit of behaviour was broken.</summary>
    public const int PolicyViolation = 1008;

    /// <summary>A message too large.</summary>
    public const int TooBig = 1009;

    /// <summary>A fault of the server.</summary>
    public const int Fault = 1011;

    /// <summary>Try again later: the reader was too slow, or the server could not open the session.</summary>
    public const int TryAgainLater = 1013;
}
