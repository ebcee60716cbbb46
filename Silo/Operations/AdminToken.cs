namespace OrleansChat.Silo.Operations;

/// <summary><c>Chat:Admin:Token</c>: who holds it may make the administrator's calls.</summary>
public sealed record AdminToken(string Text);
