namespace Orleans;

public delegate void ConnectionToClusterLostHandler(object? sender, EventArgs e);
