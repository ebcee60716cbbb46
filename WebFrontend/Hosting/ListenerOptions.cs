using System.Net;
using OrleansChat.WebFrontend.Gateway;

namespace OrleansChat.WebFrontend.Hosting;

/// <summary>One address that the server listens on, and what answers there.</summary>
/// <param name="Name">Shown name: the protocol's, <c>Portal</c> or <c>Admin</c>.</param>
/// <param name="EndPoint">Address and port; port 0 takes a free one.</param>
/// <param name="Protocol">The protocol that answers, or null.</param>
/// <param name="Setting">Name of the protocol's listener, such as <c>Url</c>.</param>
public sealed record ListenerOptions(string Name, IPEndPoint EndPoint, IChatProtocol? Protocol, string Setting);
