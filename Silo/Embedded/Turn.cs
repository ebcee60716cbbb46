namespace OrleansChat.Silo.Embedded;

/// <summary>A piece of work of one activation: a continuation, or (without a callback) a request to start.</summary>
internal readonly record struct Turn(SendOrPostCallback? Callback, object? State);
