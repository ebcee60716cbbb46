namespace OrleansChat.Tests.Protocols.Chat33.Authorization;

/// <summary>Two bodies that are answered alike, so that the answer tells nobody what is there.</summary>
/// <param name="Call">A route.</param>
/// <param name="Caller">One of <see cref="Matrix.Callers"/>.</param>
/// <param name="NotHis">Names what is there and not the caller's.</param>
/// <param name="NotThere">Names what is not there.</param>
public sealed record MatrixTwins(string Call, string Caller, string NotHis, string NotThere);
