using System.Text.Json.Nodes;

namespace OrleansChat.WebFrontend.Gateway;

/// <summary>A description of a protocol for machines. The portal serves it as
/// <c>/docs/{protocol in lower case}/{Name}</c>.</summary>
/// <param name="Name">File name, such as <c>openapi.json</c>.</param>
/// <param name="Title">What it is, for the list of documents.</param>
/// <param name="Build">Makes it for a listener at this host and port.</param>
public sealed record ProtocolDocument(string Name, string Title, Func<string, JsonObject> Build);
