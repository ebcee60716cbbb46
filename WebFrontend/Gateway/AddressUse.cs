namespace OrleansChat.WebFrontend.Gateway;

/// <summary>What one address has open, and how often it knocked in the present window.</summary>
internal sealed class AddressUse
{
    public int Open { get; set; }

    /// <summary>Those of them that have not said who they are.</summary>
    public int Unknown { get; set; }

    public int Handshakes { get; set; }

    public long WindowSince { get; set; }
}
