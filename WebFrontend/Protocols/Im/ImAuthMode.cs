namespace OrleansChat.WebFrontend.Protocols.Im;

/// <summary>Whose token is believed. Setting <c>Chat:Im:Auth</c>. Source: decision 3.</summary>
internal enum ImAuthMode
{
    /// <summary>Any token for a user that exists, where who only names himself is believed at all; what looks like a
    /// token of this server must be one of that user.</summary>
    Compat,

    /// <summary>Tokens of this server only.</summary>
    Strict,
}
