using System.Runtime.InteropServices;

namespace OrleansChat.WebFrontend.Protocols.Friend;

/// <summary>One frame of a client.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="To">Whom it is for; 0 when it is no message.</param>
/// <param name="ShownTo">The receiver as the client wrote him, where he is no number; else empty.</param>
/// <param name="Text">The words.</param>
/// <param name="MessageId">The client's own id of it, or empty.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FriendInput(
    FriendInputKind Kind, int To = 0, string ShownTo = "", string Text = "", string MessageId = "");
