package web

import (
	"net"
	"sync"
)

// crowd is a listener with so many connections open at one time at most; whoever
// comes next waits in the system's line until one is closed.
type crowd struct {
	net.Listener
	places chan struct{}
	shut   chan struct{}
	once   sync.Once
}

func crowded(l net.Listener, most int) *crowd {
	return &crowd{Listener: l, places: make(chan struct{}, most), shut: make(chan struct{})}
}

// Accept waits for a place and then for a connection.
func (c *crowd) Accept() (net.Conn, error) {
	select {
	case c.places <- struct{}{}:
	case <-c.shut:
		return nil, net.ErrClosed
	}
	conn, err := c.Listener.Accept()
	if err != nil {
		<-c.places
		return nil, err
	}
	return &guest{Conn: conn, leave: sync.OnceFunc(func() { <-c.places })}, nil
}

// Close stops the listening; what waits for a place hears so.
func (c *crowd) Close() error {
	c.once.Do(func() { close(c.shut) })
	return c.Listener.Close()
}

// guest is a connection that gives its place back once.
type guest struct {
	net.Conn
	leave func()
}

// Close closes the connection and gives its place back.
func (g *guest) Close() error {
	defer g.leave()
	return g.Conn.Close()
}
