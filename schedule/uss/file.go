package uss

import (
	"encoding/json"
)

// File is a schedule in the Universal Schedule Standard (.uss): all that the standard names, and the keys of other programs (they
// start with "_"). A nil text or number is a null.
type File struct {
	ID          string  `json:"id"`
	Author      *string `json:"author"`
	Company     *string `json:"company"`
	Created     string  `json:"created"`
	Description *string `json:"description"`
	Episode     *string `json:"episode"`
	EpisodeName *string `json:"episodeName"`
	Name        string  `json:"name"`
	Project     *string `json:"project"`
	SchedColor  *string `json:"schedColor"`
	SchedDate   *string `json:"schedDate"`
	ScriptColor *string `json:"scriptColor"`
	ScriptDate  *string `json:"scriptDate"`
	Season      *string `json:"season"`
	Origin      string  `json:"source"`
	Version     string  `json:"ussVersion"`

	Breakdowns  []Strip           `json:"breakdowns"`
	Categories  []ElementCategory `json:"categories"`
	Elements    []Element         `json:"elements"`
	Stripboards []Stripboard      `json:"stripboards"`
	Calendars   []Calendar        `json:"calendars"`
	Foreign     Foreign           `json:"-"`
}

// Foreign holds the keys that the standard does not name, as they are written.
type Foreign map[string]json.RawMessage

// Strip is a strip: a scene or a banner.
type Strip struct {
	ID          string   `json:"id"`
	BannerText  *string  `json:"bannerText"`
	Comments    *string  `json:"comments"`
	Created     string   `json:"created"`
	Description *string  `json:"description"`
	Elements    []string `json:"elements"`
	// Pages is a decimal in steps of an eighth, Duration the shooting time in milliseconds; both as written.
	Pages      *json.Number `json:"pages"`
	Scene      *string      `json:"scene"`
	ScriptPage *string      `json:"scriptPage"`
	Duration   *json.Number `json:"duration"`
	Type       string       `json:"type"` // scene or banner
	Foreign    Foreign      `json:"-"`
}

// ElementCategory is a category of elements. UCID is its universal number: 0 set, 1 INT/EXT, 2 day or night, 100 cast…
type ElementCategory struct {
	ID      string  `json:"id"`
	Created string  `json:"created"`
	Name    string  `json:"name"`
	UCID    int     `json:"ucid"`
	Foreign Foreign `json:"-"`
}

// Element is a person or a thing of the breakdown.
type Element struct {
	ID       string `json:"id"`
	Category string `json:"category"`
	Created  string `json:"created"`
	// DaysOff are days of the week, 0 is Sunday.
	DaysOff      []int    `json:"daysOff"`
	DropDayCount int      `json:"dropDayCount"`
	ElementID    *string  `json:"elementId"` // number on the board
	Events       []Event  `json:"events"`
	IsDood       bool     `json:"isDood"`
	IsDrop       bool     `json:"isDrop"`
	IsHold       bool     `json:"isHold"`
	IsIDLock     bool     `json:"isIdLock"`
	Linked       []string `json:"linkedElements"`
	Name         string   `json:"name"`
	Foreign      Foreign  `json:"-"`
}

// Stripboard is one scenario of the shoot.
type Stripboard struct {
	ID       string  `json:"id"`
	Boards   []Board `json:"boards"`
	Calendar *string `json:"calendar"`
	Name     string  `json:"name"`
	Foreign  Foreign `json:"-"`
}

// Board is an ordered list of strips. Days holds one list a shooting day; when Flat is set the file had no day breaks
// and Days holds one list with all.
type Board struct {
	ID      string     `json:"id"`
	Name    string     `json:"name"`
	Days    [][]string `json:"-"`
	Flat    bool       `json:"-"`
	Foreign Foreign    `json:"-"`
}

// Calendar is a calendar of the shoot.
type Calendar struct {
	ID      string  `json:"id"`
	DaysOff []int   `json:"daysOff"`
	Events  []Event `json:"events"`
	Name    string  `json:"name"`
	Foreign Foreign `json:"-"`
}

// Event is a date of a calendar or of an element.
type Event struct {
	ID      string  `json:"id"`
	Date    string  `json:"date"`
	Type    string  `json:"type"` // start, dayOff or event
	Name    *string `json:"name"`
	Foreign Foreign `json:"-"`
}
