namespace OrleansChat.Silo.Settings;

/// <summary>Who is believed. Source: security.md, modes.</summary>
public enum SecurityMode
{
    /// <summary>Verified credentials only.</summary>
    Production = 0,

    /// <summary>Identities in URLs count from trusted addresses only.</summary>
    TrustedNetwork = 1,

    /// <summary>Every frame works as its document prints it; loopback addresses only.</summary>
    Development = 2,
}
