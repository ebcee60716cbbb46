namespace OrleansChat.Tests.Protocols.Im.Authorization;

/// <summary>Where a call arrives.</summary>
public enum ImMode
{
    /// <summary>At a server in Development.</summary>
    Development,

    /// <summary>The same with <c>Chat:Security:Strict</c>.</summary>
    Strict,

    /// <summary>At a server in TrustedNetwork, from a trusted address.</summary>
    Trusted,

    /// <summary>At the same, from another address.</summary>
    Untrusted,

    /// <summary>At a server in Production.</summary>
    Production,
}
