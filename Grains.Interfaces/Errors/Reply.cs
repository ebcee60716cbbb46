namespace OrleansChat.Errors;

/// <summary>The outcome of a grain call: a value, or the reason there is none.</summary>
/// <typeparam name="T">What a successful call carries.</typeparam>
/// <param name="Value">The value; <see langword="default"/> when <paramref name="Error"/> is set.</param>
/// <param name="Error"><see cref="ChatError.None"/> on success.</param>
[GenerateSerializer, Immutable, Alias("chat.reply`1")]
public readonly record struct Reply<T>([property: Id(0)] T? Value, [property: Id(1)] ChatError Error)
{
    /// <summary>Whether the call succeeded.</summary>
    public bool Ok => Error is ChatError.None;

    /// <summary>Wraps a value as a success.</summary>
    /// <param name="value">What the caller asked for.</param>
    public static implicit operator Reply<T>(T value) => new(value, ChatError.None);

    /// <summary>Wraps a reason as a refusal.</summary>
    /// <param name="error">Any member but <see cref="ChatError.None"/>.</param>
    public static implicit operator Reply<T>(ChatError error) => new(default, error);
}
