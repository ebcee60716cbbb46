namespace OrleansChat.WebFrontend.Gateway.Json;

/// <summary>What JSON from a client may be. Source: security.md, default limits, JSON.</summary>
public static class JsonLimits
{
    /// <summary>Objects and arrays inside each other, the outermost counted.</summary>
    public const int MaxDepth = 16;

    /// <summary>Members of one object.</summary>
    public const int MaxMembers = 64;

    /// <summary>Elements of one array.</summary>
    public const int MaxElements = 1_000;

    /// <summary>Characters of one number.</summary>
    public const int MaxNumberLength = 32;
}
