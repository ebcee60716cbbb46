namespace OrleansChat.WebFrontend.Gateway;

/// <summary>A listener of a protocol.</summary>
/// <param name="Setting">Name of the setting, such as <c>Url</c> or <c>SocketUrl</c>.</param>
/// <param name="Url">Where it listens when nothing is set.</param>
public sealed record ListenerDefault(string Setting, string Url);
