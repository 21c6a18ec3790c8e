namespace Orleans.TestingHost;

public enum ConnectionTransportType
{
    TcpSocket = 0,
    InMemory = 1,
    UnixSocket = 2,
}
