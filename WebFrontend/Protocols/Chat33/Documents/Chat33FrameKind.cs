using System.Text.Json.Serialization.Metadata;

namespace OrleansChat.WebFrontend.Protocols.Chat33.Documents;

/// <summary>One kind of frame on the socket.</summary>
/// <param name="EventType">Its number; see <see cref="Chat33Events"/>.</param>
/// <param name="Name">Its name in the API document, unique.</param>
/// <param name="IsFromClient">Whether clients send it; the server does otherwise.</param>
/// <param name="Shape">The record whose JSON it is.</param>
/// <param name="Summary">When it is sent and to whom.</param>
internal sealed record Chat33FrameKind(int EventType, string Name, bool IsFromClient, JsonTypeInfo Shape, string Summary)
{
    /// <value>Names of the frames that answer it, on the same socket; none for most.</value>
    public IReadOnlyList<string> Answers { get; private init; } = [];

    /// <summary>Sent by clients.</summary>
    public static Chat33FrameKind FromClient(
        int eventType, string name, JsonTypeInfo shape, string summary, params IReadOnlyList<string> answers) =>
        new(eventType, name, true, shape, summary) { Answers = answers };

    /// <summary>Sent by the server.</summary>
    public static Chat33FrameKind FromServer(int eventType, string name, JsonTypeInfo shape, string summary) =>
        new(eventType, name, false, shape, summary);
}
