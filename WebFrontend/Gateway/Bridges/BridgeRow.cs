using OrleansChat.Conversations;

namespace OrleansChat.WebFrontend.Gateway.Bridges;

/// <summary>What becomes of one thing that is said on one protocol and seen on another.</summary>
/// <param name="From">Name of the sender's protocol.</param>
/// <param name="To">Name of the reader's protocol.</param>
/// <param name="Place">Where it is said.</param>
/// <param name="Said">What the sender's protocol calls it.</param>
/// <param name="Kind">How it is stored.</param>
/// <param name="Form">How the reader's protocol shows it.</param>
/// <param name="Lost">What the reader does not get; empty for nothing.</param>
/// <param name="Setting">The switch that must be on, or null.</param>
public sealed record BridgeRow(
    string From,
    string To,
    BridgePlace Place,
    string Said,
    MessageKind Kind,
    BridgeForm Form,
    string Lost,
    string? Setting);
