namespace OrleansChat.WebFrontend.Gateway;

/// <summary>The kinds of frame that a server writes. RFC 6455, section 5.2.</summary>
internal enum SocketOpcode : byte
{
    Text = 0x1,
    Close = 0x8,
    Ping = 0x9,
    Pong = 0xA,
}
