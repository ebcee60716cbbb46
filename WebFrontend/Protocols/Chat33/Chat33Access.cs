namespace OrleansChat.WebFrontend.Protocols.Chat33;

/// <summary>Who may call a route at all; what he may do there is decided by the grains. Source: security.md,
/// authorization rule per endpoint, 002.</summary>
internal enum Chat33Access
{
    /// <summary>Anybody.</summary>
    Anyone,

    /// <summary>Who has a session, and visitors, who have a device id (<c>FZM-UUID</c>) instead.</summary>
    Visitor,

    /// <summary>Who has a session.</summary>
    Session,

    /// <summary>Staff of the platform.</summary>
    Staff,
}
