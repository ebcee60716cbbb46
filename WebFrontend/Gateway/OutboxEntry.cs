using System.Runtime.InteropServices;

namespace OrleansChat.WebFrontend.Gateway;

/// <summary>Frames that wait for a socket, and whose read position moves where to once they are written.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct OutboxEntry(EncodedFrame Frame, ReadMark? Mark, long Seq);
