using Orleans.Streams;

namespace OrleansChat.Silo.Streams;

/// <summary>An item on its way.</summary>
internal readonly record struct StreamItem<T>(T Value, StreamSequenceToken? Token);
