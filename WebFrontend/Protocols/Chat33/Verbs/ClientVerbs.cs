using OrleansChat.Errors;

namespace OrleansChat.WebFrontend.Protocols.Chat33.Verbs;

/// <summary>What the public clients ask for themselves and the document does not know. Source: decisions 2.1.</summary>
internal static class ClientVerbs
{
    public static IReadOnlyList<Chat33Verb> All { get; } =
    [
        Chat33Verb.Of("/open", OpenAsync),
        Chat33Verb.Of(
            "/chat33/uploadSecretKey",
            body => (
                PublicKey: body.Text("publicKey", Chat33Limits.MaxPublicKeyLength),
                PrivateKey: body.Text("privateKey", Chat33Limits.MaxPrivateKeyLength)),
            UploadKeysAsync),
    ];

    /// <summary>A client says that it has started; nothing follows from it.</summary>
    private static Task<ChatError> OpenAsync(Chat33Call call) => Task.FromResult(ChatError.None);

    private static Task<ChatError> UploadKeysAsync(Chat33Call call, (string PublicKey, string PrivateKey) keys) =>
        call.Me.SetKeysAsync(keys.PublicKey, keys.PrivateKey, call.Cancellation);
}
