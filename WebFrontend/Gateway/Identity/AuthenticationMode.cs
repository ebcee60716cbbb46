namespace OrleansChat.WebFrontend.Gateway.Identity;

/// <summary>Who is believed. Setting <c>Chat:Security:Mode</c>. Source: security.md, modes.</summary>
public enum AuthenticationMode
{
    /// <summary>Verified credentials only.</summary>
    Production,

    /// <summary>Who only names himself is believed from trusted addresses.</summary>
    TrustedNetwork,

    /// <summary>Who only names himself is believed; listeners are on loopback addresses.</summary>
    Development,
}
