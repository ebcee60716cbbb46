namespace OrleansChat.WebFrontend.Gateway;

/// <summary>What one address has open, and how often it knocked in the present window.</summary>
internal sealed class AddressUse
{
    public int Open { get; set; }

    public int Handshakes { get; set; }

    public long WindowSince { get; set; }
}
