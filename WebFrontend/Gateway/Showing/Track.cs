using System.Runtime.InteropServices;

namespace OrleansChat.WebFrontend.Gateway.Showing;

/// <summary>What remembers how far a user was shown a conversation.</summary>
/// <param name="Counts">Whether anything does; in chat rooms nothing.</param>
/// <param name="Mark">For sockets whose protocol confirms nothing.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Track(bool Counts, ReadMark? Mark);
